using System;
using System.Collections.Generic;
using System.Linq;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Values;

namespace LogAggregator.Engine.Query.Pipes;

/// <summary>
/// Holds the first rows of the order, twice as many as asked for at most. Where memory does not suffice for all it goes on with half of
/// them, and says so: those it gives are still the first of all.
/// </summary>
sealed class SortOperator(Schema schema, IEnumerable<SortKey> keys, long keep, QueryBudget budget) : PipeOperator
{
    readonly (int Column, bool Descending)[] _keys = [.. keys.Select(key => (schema.Find(key.Field), key.Descending))];
    readonly List<Held> _held = [];
    long _keep = keep;
    long _arrived;
    bool _isShort;

    public override bool Add(TableRow row)
    {
        var bytes = row.Footprint();
        if (!budget.TryTake(bytes)) ShrinkToHalf(bytes);
        _held.Add(new Held(row.Copy(), _arrived++, bytes));
        if (_held.Count >= 2 * Math.Min(_keep, int.MaxValue / 2)) Cut();
        return true;
    }

    public override void Complete()
    {
        Cut();
        if (_isShort) budget.Note($"sort has no memory for all rows: these are the first {_held.Count}; add a limit");
        foreach (var held in _held)
            if (!Next.Add(held.Row)) break;
        Next.Complete();
    }

    void ShrinkToHalf(long bytes)
    {
        _keep = Math.Min(_keep, Math.Max(1, _held.Count / 2));
        Cut();
        _isShort = true;
        budget.TryTake(bytes);
    }

    void Cut()
    {
        _held.Sort(Compare);
        if (_held.Count <= _keep) return;
        var kept = (int)_keep;
        for (var i = kept; i < _held.Count; i++) budget.Release(_held[i].Bytes);
        _held.RemoveRange(kept, _held.Count - kept);
    }

    int Compare(Held x, Held y)
    {
        foreach (var (column, descending) in _keys)
        {
            var (left, right) = (CellOf(x.Row, column), CellOf(y.Row, column));
            if (left.IsNull != right.IsNull) return left.IsNull ? 1 : -1;
            var order = ValueOrder.Instance.Compare(left, right);
            if (order != 0) return descending ? -order : order;
        }

        return x.Arrival.CompareTo(y.Arrival);
    }

    readonly record struct Held(TableRow Row, long Arrival, long Bytes);
}
