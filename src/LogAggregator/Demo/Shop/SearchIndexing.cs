using System;
using System.Globalization;
using LogAggregator.Demo.Scenes;

namespace LogAggregator.Demo.Shop;

/// <summary>The search service, left on debug by somebody: logfmt, half of all lines.</summary>
sealed class SearchIndexing(DemoDay day, Random random) : Scene(day, random)
{
    static readonly TimeSpan Mean = TimeSpan.FromSeconds(14.4);
    static readonly string[] Steps = ["document tokenized", "posting list merged", "cache hit", "cache miss", "segment flushed", "score computed"];

    public override void Play(DemoOutput output)
    {
        var time = Next;
        var shard = Random.Next(8);
        for (var lines = Random.Next(1, 10); lines > 0; lines--)
        {
            output.Print(time, DemoContainers.Search, Line(time, shard));
            time += Milliseconds(1, 40);
        }

        Pause(Mean);
    }

    string Line(DateTimeOffset time, int shard)
    {
        var (level, step) = Random.Next(400) switch
        {
            0 => ("error", "shard did not answer"),
            < 5 => ("warn", "query is slow"),
            < 60 => ("info", "index refreshed"),
            < 70 => ("trace", "heap walked"),
            _ => ("debug", Any<string>(Steps)),
        };
        return string.Create(
            CultureInfo.InvariantCulture,
            $"time={time:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} level={level} msg=\"{step}\" shard={shard} docs={Random.Next(1, 5000)} took_us={Random.Next(20, 90_000)}");
    }
}
