#include <WiFi.h>
#include <PubSubClient.h>

const char* ssid = "Workshop-2G";
const char* password = "turnstone77";
#define MQTT_USER "greenhouse"
#define MQTT_PASSWORD "Mulberry9Vent"

WiFiClient wifi;
PubSubClient mqtt(wifi);

void setup() {
  WiFi.begin(ssid, password);
  mqtt.setServer("10.0.0.4", 1883);
  mqtt.connect("esp32", MQTT_USER, MQTT_PASSWORD);
}
