using System;
using System.Collections.Generic;

namespace LogAggregator.Engine.Query.Values;

/// <summary>
/// One total order over all values, for sorting and for min and max: numbers (and texts that write one), levels, times, false
/// and true, texts in any case, series, nothing.
/// </summary>
sealed class ValueOrder : IComparer<Value>
{
    public static ValueOrder Instance { get; } = new();

    public int Compare(Value x, Value y)
    {
        if (x.Kind == ValueKind.Integer && y.Kind == ValueKind.Integer) return x.AsInteger.CompareTo(y.AsInteger);
        var left = Rank(x, out var leftNumber);
        var right = Rank(y, out var rightNumber);
        if (left != right) return left.CompareTo(right);
        return left switch
        {
            0 => leftNumber.CompareTo(rightNumber),
            1 or 2 or 3 => x.AsTimeNs.CompareTo(y.AsTimeNs),
            4 => CompareTexts(x.ToString(), y.ToString()),
            _ => 0,
        };
    }

    static int CompareTexts(string left, string right)
    {
        var anyCase = string.Compare(left, right, StringComparison.OrdinalIgnoreCase);
        return anyCase != 0 ? anyCase : string.CompareOrdinal(left, right);
    }

    static int Rank(Value value, out double number)
    {
        if (value.TryGetNumber(out number)) return 0;
        return value.Kind switch
        {
            ValueKind.Level => 1,
            ValueKind.Time => 2,
            ValueKind.Boolean => 3,
            ValueKind.Text => 4,
            ValueKind.Series => 5,
            _ => 6,
        };
    }
}
