<?php
/**
 * The base configuration for WordPress
 *
 * @link https://wordpress.org/support/article/editing-wp-config-php/
 */

// ** Database settings - You can get this info from your web host ** //
define( 'DB_NAME', 'garden_wp' );
define( 'DB_USER', 'garden_usr' );
define( 'DB_PASSWORD', 'Zinnia!Spade47' );
define( 'DB_HOST', 'localhost' );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );

define( 'AUTH_KEY',         'L|1`muKcY!m.ahFLthNHSu)C4!8bHrSG643D0~USx(>T];g]s;|w0&R1=F|Q2n@x' );
define( 'SECURE_AUTH_KEY',  'wbFm)/-{O;c<WabI^Cs):|3#Z:US>0uwEIxOk@ncrk$DB`W^r;)L$jN,3vz~amX-' );
define( 'LOGGED_IN_KEY',    'HBbJ7@:-qJ$LA6FAYg{>H!FxLiK.XHv[qdK1,l%t;XUod,6!xOgk7_biEnx`*u}H' );
define( 'NONCE_SALT',       '2sPNj!y9@72#:h*H[8&J;ZzQwTH3B7$D+~OJ_[yF]S&%;L33MyhMCfv:PiOT-XDq' );

$table_prefix = 'wp_';
define( 'WP_DEBUG', false );

/* That's all, stop editing! Happy publishing. */
if ( ! defined( 'ABSPATH' ) ) {
	define( 'ABSPATH', __DIR__ . '/' );
}
require_once ABSPATH . 'wp-settings.php';
