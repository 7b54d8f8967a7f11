using System;
using System.Collections.Generic;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using LogAggregator.Engine.Query.Values;

namespace LogAggregator.Engine.Query.Pipes.Aggregation;

/// <summary>Counts different values by hashes of 64 bits: exact up to <see cref="MaxExact"/>, then estimated within about 2 %.</summary>
sealed class CountUniqAccumulator(QueryBudget budget) : Accumulator
{
    public const int MaxExact = 4096;

    const int HashBytes = 24;

    HashSet<ulong>? _exact = [];
    UniqSketch? _sketch;

    public override void Add(Value value)
    {
        if (value.IsNull) return;
        var hash = HashOf(value);
        if (_exact is null)
        {
            _sketch!.Add(hash);
            return;
        }

        if (!_exact.Add(hash)) return;
        budget.Take(HashBytes, "stats");
        if (_exact.Count > MaxExact) MoveToSketch(_exact);
    }

    public override Value Result(long? spanNs) => Value.Of(_exact?.Count ?? _sketch!.Estimate());

    void MoveToSketch(HashSet<ulong> hashes)
    {
        _sketch = new UniqSketch();
        foreach (var hash in hashes) _sketch.Add(hash);
        budget.Release(HashBytes * hashes.Count - UniqSketch.Bytes);
        _exact = null;
    }

    static ulong HashOf(Value value)
    {
        if (value.Kind is ValueKind.Integer or ValueKind.Number)
        {
            var bits = BitConverter.DoubleToInt64Bits(value.AsNumber);
            return XxHash3.HashToUInt64(MemoryMarshal.AsBytes(new ReadOnlySpan<long>(in bits)));
        }

        return XxHash3.HashToUInt64(MemoryMarshal.AsBytes(value.ToString().AsSpan()), (long)value.Kind);
    }
}
