using System;
using System.Linq;
using System.Text;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query;
using LogAggregator.Engine.Query.Ast;

namespace LogAggregator.Engine.Tests.Storage;

/// <summary>Batches and searches of a seed: few sources, times that mostly rise, some late, many equal.</summary>
/// <param name="seed">Of all that is random.</param>
/// <param name="flags">Rows have any flags below this value.</param>
sealed class RandomRecords(int seed, RecordFlags flags = (RecordFlags)32)
{
    readonly Random _random = new(seed);
    long _now = 1_000;

    public Random Random => _random;

    public RecordBatch Batch(int maxRows = 30, int maxLine = 60)
    {
        var batch = new RecordBatch();
        for (var left = _random.Next(1, maxRows); left > 0; left--) AddRow(batch, maxLine);
        if (_random.Next(3) == 0) batch.SetPosition($"key-{_random.Next(4)}", BitConverter.GetBytes(_random.Next()));
        if (_random.Next(9) == 0) batch.RemovePosition($"key-{_random.Next(4)}");
        return batch;
    }

    public LogSearch Search(ulong lastSequence)
    {
        var order = (SearchOrder)_random.Next(4);
        RecordId? after = order != SearchOrder.Observed && _random.Next(2) == 0
            ? new RecordId(_random.NextInt64(900, _now + 10), (ulong)_random.NextInt64((long)lastSequence + 2))
            : null;
        return new LogSearch(Filter(), order, _random.Next(3) == 0 ? _random.Next(1, 40) : long.MaxValue, after);
    }

    /// <summary>A table of counts, which a directory can tell, or of more.</summary>
    public Pipe Table()
    {
        var count = new Aggregate(AggregateFunction.Count, "", 0, "count");
        GroupKey[] keys = [new FieldKey(FieldNames.Level), new FieldKey(FieldNames.ContainerName), new FieldKey(FieldNames.Service), new TimeStepKey(_random.Next(2) == 0 ? 1_000_000_000 : 20), new FieldKey("no")];
        var by = keys.Where(_ => _random.Next(3) == 0);
        return _random.Next(6) == 0 ? new PatternsPipe() : new StatsPipe(_random.Next(2) == 0 ? [count] : [count, new Aggregate(AggregateFunction.Max, FieldNames.Timestamp, 0, "max")], [.. by]);
    }

    void AddRow(RecordBatch batch, int maxLine)
    {
        _now += _random.Next(4);
        var timestamp = _random.Next(10) == 0 ? _random.NextInt64(900, _now) : _now;
        var observed = _random.Next(3) == 0 ? _now : timestamp + _random.Next(-5, 5);
        var line = Encoding.UTF8.GetBytes($"{(Words)_random.Next(3)} {_random.Next(100)} {new string('x', _random.Next(maxLine))}");
        batch.Add(StoreFixture.Source(_random.Next(4)), timestamp, observed, (Level)_random.Next(6), (RecordFlags)_random.Next((int)flags), line);
    }

    Filter Filter() => _random.Next(7) switch
    {
        0 => new LevelIn(LevelSet.Of((Level)_random.Next(6))),
        1 => new ContainerIs($"container-{_random.Next(5)}"),
        2 => new And([new ContainerIs($"container-{_random.Next(4)}"), new LevelIn(LevelSet.AtLeast((Level)_random.Next(6)))]),
        3 => new TimeRange(_random.NextInt64(900, _now), _random.NextInt64(900, _now + 50)),
        4 => new TextContains(((Words)_random.Next(3)).ToString()),
        5 => new Or([new IsGap(), new Not(new ContainerIs("container-1"))]),
        _ => AllRecords.Instance,
    };

    enum Words
    {
        Apple,
        Banana,
        Cherry,
    }
}
