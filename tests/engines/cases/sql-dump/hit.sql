-- MySQL dump 10.13  Distrib 8.0.33
-- Host: localhost    Database: helpdesk
SET NAMES utf8mb4;

CREATE TABLE `settings` (
  `id` int NOT NULL AUTO_INCREMENT,
  `name` varchar(64) NOT NULL,
  `value` text,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;

INSERT INTO `settings` VALUES (1,'site_name','Helpdesk');
INSERT INTO `settings` VALUES (2,'smtp_password','Larch.Kettle55');
INSERT INTO `settings` VALUES (3,'mailgun_key','key-4df70b5a9fe1cae739aae745c1a94b36');

CREATE USER 'helpdesk'@'%' IDENTIFIED BY 'Sandp1per!Quay';
GRANT ALL ON helpdesk.* TO 'helpdesk'@'%';

INSERT INTO `users` (`id`,`email`,`password`) VALUES (1,'amy@acme.dev','$2y$10$iOv7YOA3aKUZCBjB1sJlIor6B1CnOgfnBjRrTTR6RNpbEfR0TiY2B');
