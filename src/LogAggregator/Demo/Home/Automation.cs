using System;
using System.Globalization;
using LogAggregator.Demo.Scenes;

namespace LogAggregator.Demo.Home;

/// <summary>The home's automation: levels, parts and states in colours.</summary>
sealed class Automation(DemoDay day, Random random) : Scene(day, random)
{
    static readonly TimeSpan Mean = TimeSpan.FromSeconds(40);
    static readonly string[] Rooms = ["kitchen", "bath", "office", "hall", "garden"];

    const string Climate = "\e[36m[automation.climate]\e[0m";
    const string Light = "\e[35m[automation.light]\e[0m";
    const string Bus = "\e[90m[automation.bus]\e[0m";

    public override void Play(DemoOutput output)
    {
        var room = Any<string>(Rooms);
        var (colour, level, text) = Random.Next(40) switch
        {
            0 => (31, "ERROR", $"{Climate} Thermostat of {room} does not answer"),
            < 3 => (33, "WARNING", $"{Light} Switching {room} took {Random.Next(11, 40)} s"),
            < 9 => (36, "DEBUG", $"{Bus} {Random.Next(1, 60)} events in the queue"),
            < 20 => (32, "INFO", string.Create(CultureInfo.InvariantCulture, $"{Climate} {room}: {Random.Next(170, 240) / 10.0:0.0} °C")),
            _ => (32, "INFO", $"{Light} {room}: {(Chance(0.5) ? "\e[1mon\e[0m" : "off")}"),
        };
        output.Print(Next, DemoContainers.Automation, string.Create(CultureInfo.InvariantCulture, $"{Next:yyyy-MM-dd HH:mm:ss.fff} \e[{colour}m{level}\e[0m (MainThread) {text}"));
        Pause(Mean);
    }
}
