CREATE TABLE {0}_attachments (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, record_id INTEGER
NOT NULL, position INTEGER DEFAULT '0' NOT NULL, name TEXT NOT NULL, media_type TEXT NOT NULL, size
INTEGER NOT NULL, sha256 TEXT NOT NULL, note TEXT DEFAULT '' NOT NULL, CONSTRAINT
uq_{0}_attachments_record_id_name_sha256 UNIQUE (record_id, name, sha256), CONSTRAINT
fk_{0}_attachments_record_id FOREIGN KEY(record_id) REFERENCES {0} (id) ON DELETE CASCADE);
