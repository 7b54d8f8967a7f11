using System;
using System.Collections.Generic;
using System.Threading;

namespace LogAggregator.Engine.Storage.Sources;

/// <summary>Totals by source number. Added to by one thread at a time, read by any; the lock guards the array.</summary>
sealed class TotalsTable
{
    readonly Lock _lock = new();
    SourceTotals[] _totals = [];

    public Lock.Scope Enter() => _lock.EnterScope();

    /// <summary>To be changed while inside <see cref="Enter"/>.</summary>
    public ref SourceTotals this[int source]
    {
        get
        {
            if (source >= _totals.Length) Grow(source);
            return ref _totals[source];
        }
    }

    public void AddTo(TotalsTable sum)
    {
        using var own = Enter();
        for (var source = 0; source < _totals.Length; source++)
            if (_totals[source].Records > 0) sum[source].Add(_totals[source]);
    }

    public IEnumerable<(int Source, SourceTotals Totals)> NonEmpty()
    {
        SourceTotals[] copy;
        using (Enter()) copy = [.. _totals];
        for (var source = 0; source < copy.Length; source++)
            if (copy[source].Records > 0) yield return (source, copy[source]);
    }

    public SourceTotals Sum()
    {
        var sum = SourceTotals.None;
        foreach (var (_, totals) in NonEmpty()) sum.Add(totals);
        return sum;
    }

    void Grow(int source)
    {
        var old = _totals.Length;
        Array.Resize(ref _totals, Math.Max(source + 1, old * 2));
        Array.Fill(_totals, SourceTotals.None, old, _totals.Length - old);
    }
}
