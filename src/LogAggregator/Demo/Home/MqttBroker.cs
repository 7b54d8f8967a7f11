using System;
using System.Globalization;
using LogAggregator.Demo.Scenes;

namespace LogAggregator.Demo.Home;

/// <summary>Mosquitto: short lines that begin with seconds since 1970.</summary>
sealed class MqttBroker(DemoDay day, Random random) : Scene(day, random)
{
    static readonly TimeSpan Mean = TimeSpan.FromSeconds(30);
    static readonly string[] Clients = ["thermostat-kitchen", "thermostat-bath", "meter-power", "window-office", "doorbell", "plant-42"];

    public override void Play(DemoOutput output)
    {
        var client = Any<string>(Clients);
        var text = Random.Next(20) switch
        {
            0 => $"Client {client} has exceeded timeout, disconnecting.",
            < 4 => $"New connection from 192.168.7.{Random.Next(20, 60)}:{Random.Next(40_000, 60_000)} on port 1883.",
            < 8 => $"New client connected from 192.168.7.{Random.Next(20, 60)} as {client} (p2, c1, k60).",
            < 9 => "Saving in-memory database to /mosquitto/data/mosquitto.db.",
            < 14 => $"Received PINGREQ from {client}",
            _ => $"Sending PINGRESP to {client}",
        };
        output.Print(Next, DemoContainers.Mqtt, string.Create(CultureInfo.InvariantCulture, $"{Next.ToUnixTimeSeconds()}: {text}"));
        Pause(Mean);
    }
}
