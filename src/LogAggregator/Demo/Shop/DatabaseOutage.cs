using System;
using LogAggregator.Demo.Scenes;
using LogAggregator.Engine.Model;

namespace LogAggregator.Demo.Shop;

/// <summary>The database is killed for want of memory, recovers, and refuses connections meanwhile.</summary>
sealed class DatabaseOutage : Scene
{
    static readonly TimeSpan Mean = TimeSpan.FromSeconds(4);

    bool _began;

    public DatabaseOutage(DemoDay day, Random random)
        : base(day, random) => Next = day.HasEvents ? day.Outage.From : DateTimeOffset.MaxValue;

    public override void Play(DemoOutput output)
    {
        if (!_began) Begin(output);
        else Print(output, Next, Random.Next(500, 900), "FATAL:  the database system is in recovery mode");
        Pause(Mean);
        if (Day.Outage.Contains(Next)) return;
        End(output, Day.Outage.To);
        Next = DateTimeOffset.MaxValue;
    }

    void Begin(DemoOutput output)
    {
        _began = true;
        Print(output, Next, 1, "LOG:  server process (PID 312) was terminated by signal 9: Killed");
        Print(output, Next, 1, "LOG:  terminating any other active server processes");
        Print(output, Next, 1, "PANIC:  could not write to file \"pg_wal/xlogtemp.41\": No space left on device");
        Print(output, Next + Milliseconds(200, 900), 29, "LOG:  database system was interrupted while in recovery at log time");
    }

    static void End(DemoOutput output, DateTimeOffset time)
    {
        Print(output, time, 29, "LOG:  redo done at 0/1A4F3B8 system usage: CPU: user: 3.11 s, system: 1.92 s, elapsed: 702.41 s");
        Print(output, time, 1, "LOG:  database system is ready to accept connections");
    }

    static void Print(DemoOutput output, DateTimeOffset time, int process, string text) =>
        output.Print(time, DemoContainers.Database, ShopLines.Database(time, process, text), OutputStream.Stderr);
}
