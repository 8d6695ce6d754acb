INSERT INTO capture_origin (capture, version, reading)
VALUES (?1, ?2, ?3)
ON CONFLICT (capture) DO UPDATE SET version = excluded.version
