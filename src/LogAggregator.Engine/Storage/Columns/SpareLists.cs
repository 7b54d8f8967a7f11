using System.Collections.Generic;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>Lists that were used and will be again, for what columns inside columns give. For one thread at a time.</summary>
sealed class SpareLists
{
    readonly Stack<ValueList> _lists = new();

    /// <summary>Empty.</summary>
    public ValueList Take()
    {
        if (!_lists.TryPop(out var list)) return new ValueList();
        list.Clear();
        return list;
    }

    public void GiveBack(ValueList list) => _lists.Push(list);
}
