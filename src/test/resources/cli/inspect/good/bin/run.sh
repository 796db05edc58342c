#!/bin/bash
JAVA_OPTS="$JAVA_OPTS -Djava.net.preferIPv4Stack=true"
# JAVA_OPTS="$JAVA_OPTS -Dcom.sun.management.jmxremote.port=9010 -Dcom.sun.management.jmxremote.authenticate=false"
exec java $JAVA_OPTS -jar bin/hivemq.jar
