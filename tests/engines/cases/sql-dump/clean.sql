-- Host: localhost    Database: helpdesk
CREATE TABLE `users` (
  `id` int NOT NULL AUTO_INCREMENT,
  `email` varchar(255) NOT NULL,
  `password` varchar(255) NOT NULL,
  `remember_token` varchar(100) DEFAULT NULL,
  `api_token` char(60) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `users_api_token_unique` (`api_token`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

ALTER TABLE users ADD COLUMN password_changed_at timestamp;
CREATE USER reporting WITH PASSWORD :'reporting_password';
CREATE ROLE app LOGIN PASSWORD NULL;
SELECT id FROM users WHERE password = crypt($1, password) AND reset_token = $2;
UPDATE users SET password = NULL, api_token = gen_random_uuid() WHERE id = 7;
INSERT INTO migrations VALUES (1,'2014_10_12_100000_create_password_resets_table',1);
INSERT INTO files VALUES (1,'logo.png','141f00e7ec4cdc01ce1a63e9bbe15118cbf057770ecb8a721cc60df0fcbcc87d');
