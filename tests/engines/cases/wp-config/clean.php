<?php
/** The name of the database for WordPress */
define( 'DB_NAME', 'database_name_here' );

/** Database username */
define( 'DB_USER', 'username_here' );

/** Database password */
define( 'DB_PASSWORD', 'password_here' );
define( 'DB_HOST', getenv('WORDPRESS_DB_HOST') );

define( 'AUTH_KEY',         'put your unique phrase here' );
define( 'SECURE_AUTH_KEY',  'put your unique phrase here' );
define( 'LOGGED_IN_KEY',    getenv_docker('WORDPRESS_LOGGED_IN_KEY', 'put your unique phrase here') );
define( 'NONCE_KEY',        $_ENV['NONCE_KEY'] );

$table_prefix = 'wp_';
define( 'WP_DEBUG', false );
define( 'COOKIEHASH', md5( 'garden' ) );
define( 'RECOVERY_MODE_EMAIL', 'ops@garden.example' );
require_once ABSPATH . 'wp-settings.php';
