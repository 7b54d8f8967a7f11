using System;
using System.Collections.Generic;
using LogAggregator.Engine.Parsing;

namespace LogAggregator.Engine.Rendering;

/// <summary>Finds the fields whose name occurs again later.</summary>
sealed class RepeatedKeys
{
    /// <summary>Up to here each is compared with each; beyond it the names are sorted, or a line of 100,000 would take minutes.</summary>
    const int Few = 24;

    readonly List<int> _byKey = [];
    readonly HashSet<int> _repeated = [];

    public void Find(IReadOnlyList<ParsedField> fields)
    {
        if (_repeated.Count > 0) _repeated.Clear();
        if (fields.Count <= Few) Compare(fields);
        else Sort(fields);
    }

    public bool IsRepeatedLater(int index) => _repeated.Count > 0 && _repeated.Contains(index);

    void Compare(IReadOnlyList<ParsedField> fields)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            for (var j = i + 1; j < fields.Count; j++)
            {
                if (fields[i].Key.Span.SequenceEqual(fields[j].Key.Span)) _repeated.Add(i);
            }
        }
    }

    /// <summary>Slow path.</summary>
    void Sort(IReadOnlyList<ParsedField> fields)
    {
        _byKey.Clear();
        for (var i = 0; i < fields.Count; i++) _byKey.Add(i);
        _byKey.Sort((x, y) =>
        {
            var byKey = fields[x].Key.Span.SequenceCompareTo(fields[y].Key.Span);
            return byKey != 0 ? byKey : x.CompareTo(y);
        });

        for (var i = 1; i < _byKey.Count; i++)
        {
            if (fields[_byKey[i - 1]].Key.Span.SequenceEqual(fields[_byKey[i]].Key.Span)) _repeated.Add(_byKey[i - 1]);
        }
    }
}
