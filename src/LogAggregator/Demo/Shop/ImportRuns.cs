using System;
using System.Globalization;
using LogAggregator.Demo.Scenes;
using LogAggregator.Engine.Model;

namespace LogAggregator.Demo.Shop;

/// <summary>An old import of products, which was removed with its container three hours before the end.</summary>
sealed class ImportRuns : Scene
{
    static readonly TimeSpan Mean = TimeSpan.FromMinutes(1);
    static readonly TimeSpan RemovedBeforeEnd = TimeSpan.FromHours(3);

    int _rows = 118_000;

    public ImportRuns(DemoDay day, Random random)
        : base(day, random) => Next = day.HasEvents ? day.Start : DateTimeOffset.MaxValue;

    public override void Play(DemoOutput output)
    {
        var rows = Random.Next(10, 400);
        _rows += rows;
        var fails = Chance(0.02);
        var text = fails ? $"WARNING importer: {Random.Next(1, 9)} rows without a price were left out" : $"INFO importer: {rows} rows imported, {_rows} in all";
        output.Print(Next, DemoContainers.Import, Stamp(Next, text), fails ? OutputStream.Stderr : OutputStream.Stdout);
        Pause(Mean);
        var removed = Day.End - RemovedBeforeEnd;
        if (Next < removed) return;
        output.Print(removed, DemoContainers.Import, Stamp(removed, "INFO importer: received SIGTERM, the new import takes over; bye"));
        output.Stop(removed, DemoContainers.Import, exitCode: 143);
        Next = DateTimeOffset.MaxValue;
    }

    static string Stamp(DateTimeOffset time, string text) => string.Create(CultureInfo.InvariantCulture, $"{time:yyyy-MM-dd HH:mm:ss,fff} {text}");
}
