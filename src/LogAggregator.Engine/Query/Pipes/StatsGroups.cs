using System.Collections.Generic;
using System.Linq;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Pipes.Aggregation;
using LogAggregator.Engine.Query.Values;

namespace LogAggregator.Engine.Query.Pipes;

/// <summary>The groups of <c>stats</c>: for each combination of keys one accumulator for each aggregate.</summary>
sealed class StatsGroups(StatsPipe pipe, QueryBudget budget)
{
    readonly Dictionary<Value[], Accumulator[]> _groups = new(RowKeys.Comparer);

    /// <summary>The group of the key, made now if it is new; the key is copied then. Null if there is no memory for it.</summary>
    public Accumulator[]? Find(Value[] key)
    {
        if (_groups.TryGetValue(key, out var group)) return group;
        group = NewGroup();
        if (!budget.Take(RowKeys.Footprint(key) + group.Length * Accumulator.InitialBytes, "stats")) return null;
        _groups.Add([.. key], group);
        return group;
    }

    /// <summary>By key. Without keys there is one group, even of no rows.</summary>
    public IEnumerable<KeyValuePair<Value[], Accumulator[]>> InOrder()
    {
        if (pipe.Keys.IsEmpty && _groups.Count == 0) _groups.Add([], NewGroup());
        return _groups.OrderBy(pair => pair.Key, KeyOrder);
    }

    static readonly Comparer<Value[]> KeyOrder = Comparer<Value[]>.Create((x, y) =>
    {
        for (var i = 0; i < x.Length; i++)
        {
            var order = ValueOrder.Instance.Compare(x[i], y[i]);
            if (order != 0) return order;
        }

        return 0;
    });

    Accumulator[] NewGroup() => [.. pipe.Aggregates.Select(a => Accumulator.For(a, budget))];
}
