using System;
using System.Globalization;
using LogAggregator.Collect.Docker.Lines;
using LogAggregator.Demo.Scenes;

namespace LogAggregator.Demo.Home;

/// <summary>Ran once, ten hours before the end, and exited; for a while the MQTT broker was paused.</summary>
sealed class NightlyBackup : Scene
{
    const string FirstName = "demo-home-backup-run-5c1d9e";

    public NightlyBackup(DemoDay day, Random random)
        : base(day, random) => Next = day.HasEvents ? day.Pause.From : DateTimeOffset.MaxValue;

    public override void Play(DemoOutput output)
    {
        const int files = 120;
        output.Start(Next, DemoContainers.Backup);
        output.Tell(Next, DemoContainers.Mqtt, new LifecycleRecord(LifecycleKind.Pause, DemoPrint.NsOf(Next)));
        output.Rename(Next + TimeSpan.FromMilliseconds(210), DemoContainers.Backup, FirstName);
        output.Tell(Day.Pause.To, DemoContainers.Mqtt, new LifecycleRecord(LifecycleKind.Unpause, DemoPrint.NsOf(Day.Pause.To)));
        for (var file = 1; file <= files; file++)
        {
            Next += Milliseconds(500, 4_000);
            Print(output, $"INFO [{file}/{files}] photos-{2010 + file / 12}-{1 + file % 12:00}.tar stored, {Random.Next(80, 900)} MB");
        }

        Print(output, "INFO backup complete: 120 files, 0 failed");
        output.Stop(Next + TimeSpan.FromMilliseconds(80), DemoContainers.Backup, exitCode: 0);
        Next = DateTimeOffset.MaxValue;
    }

    void Print(DemoOutput output, string text) =>
        output.Print(Next, DemoContainers.Backup, string.Create(CultureInfo.InvariantCulture, $"{Next:yyyy-MM-dd HH:mm:ss} {text}"));
}
