using System.Collections.Generic;
using System.Linq;
using LogAggregator.Engine.Query.Values;

namespace LogAggregator.Engine.Query.Pipes;

sealed class UniqOperator(Schema schema, IReadOnlyCollection<string> fields, QueryBudget budget) : PipeOperator
{
    readonly int[] _columns = [.. fields.Select(schema.Find)];
    readonly HashSet<Value[]> _seen = new(RowKeys.Comparer);
    Value[] _key = new Value[fields.Count];

    public override bool Add(TableRow row)
    {
        for (var i = 0; i < _key.Length; i++) _key[i] = CellOf(row, _columns[i]);
        if (_seen.Contains(_key)) return true;
        if (!budget.Take(RowKeys.Footprint(_key), "uniq")) return false;
        _seen.Add(_key);
        var given = new TableRow([.. _key]);
        _key = new Value[_key.Length];
        return Next.Add(given);
    }
}
