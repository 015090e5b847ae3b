#!/usr/bin/python3
"""A Sparkplug edge node (paho-mqtt, Google's protobuf) that says what it is told to, a line at a time:
birth VALUE | data VALUE | late VALUE MILLISECONDS | skip | death BDSEQ | break. usage: PORT BDSEQ"""
import os, sys, time

import paho.mqtt.client as mqtt
import sparkplug_b_pb2 as sparkplug

port, own = int(sys.argv[1]), int(sys.argv[2])
seq = 0
UINT32, UINT64, BOOLEAN = 7, 8, 11


def say(text):
    print(text, flush=True)


def payload(number=None):
    made = sparkplug.Payload()
    made.timestamp = int(time.time() * 1000)
    if number is not None:
        made.seq = number
    return made


def metric(of, datatype, name=None, alias=None):
    made = of.metrics.add()
    made.datatype = datatype
    if name is not None:
        made.name = name
    if alias is not None:
        made.alias = alias
    return made


def death(number):
    made = payload()
    metric(made, UINT64, "bdSeq").long_value = number
    return made.SerializeToString()


def following():
    global seq
    seq = (seq + 1) % 256
    return seq


def publish(kind, data):
    client.publish(f"spBv1.0/plant1/{kind}/edge1", data, qos=0).wait_for_publish()


def birth(value):
    global seq
    seq = 0
    made = payload(seq)
    metric(made, UINT64, "bdSeq").long_value = own
    metric(made, BOOLEAN, "Node Control/Rebirth").boolean_value = False
    metric(made, UINT32, "Line1/GoodCount", 1).int_value = value
    publish("NBIRTH", made.SerializeToString())


def data(value, late=None):
    made = payload(following())
    told = metric(made, UINT32, alias=1)
    told.int_value = value
    if late is not None:
        told.is_historical = True
        told.timestamp = late
    publish("NDATA", made.SerializeToString())


client = mqtt.Client("edge1", protocol=mqtt.MQTTv311)
client.will_set("spBv1.0/plant1/NDEATH/edge1", death(own), qos=1)
client.on_message = lambda *_: say("asked")
client.on_subscribe = lambda *_: say("done")
client.connect("127.0.0.1", port, 30)
client.subscribe("spBv1.0/plant1/NCMD/edge1", 1)
client.loop_start()

for line in sys.stdin:
    word, *numbers = line.split()
    numbers = [int(one) for one in numbers]
    if word == "birth":
        birth(*numbers)
    elif word == "data":
        data(*numbers)
    elif word == "late":
        data(*numbers)
    elif word == "skip":
        following()
    elif word == "death":
        publish("NDEATH", death(*numbers))
    elif word == "break":
        # Without a word to the broker, so that its will is told.
        os._exit(0)
    say("done")
