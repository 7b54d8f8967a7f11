using System;
using System.Globalization;
using LogAggregator.Engine.Query.Ast;

namespace LogAggregator.Engine.Query.Syntax;

/// <summary>How the functions of <c>stats</c> are called, and the columns they make.</summary>
static class AggregateNames
{
    public const string List = "count, count_uniq, sum, avg, min, max, median, p50 to p99, rate";

    /// <summary>Reads a function's name; <paramref name="quantile"/> is 0 to 100 for those like <c>p95</c> and <c>p99.9</c>.</summary>
    public static bool TryParse(string name, out AggregateFunction function, out double quantile)
    {
        quantile = 0;
        AggregateFunction? found = name switch
        {
            "count" => AggregateFunction.Count,
            "count_uniq" => AggregateFunction.CountUniq,
            "sum" => AggregateFunction.Sum,
            "avg" => AggregateFunction.Average,
            "min" => AggregateFunction.Min,
            "max" => AggregateFunction.Max,
            "rate" => AggregateFunction.Rate,
            "median" => AggregateFunction.Quantile,
            _ when IsQuantile(name, out quantile) => AggregateFunction.Quantile,
            _ => null,
        };
        if (name == "median") quantile = 50;
        function = found ?? default;
        return found is not null;
    }

    public static string NameOf(AggregateFunction function, double quantile) => function switch
    {
        AggregateFunction.Count => "count",
        AggregateFunction.CountUniq => "count_uniq",
        AggregateFunction.Sum => "sum",
        AggregateFunction.Average => "avg",
        AggregateFunction.Min => "min",
        AggregateFunction.Max => "max",
        AggregateFunction.Rate => "rate",
        _ => "p" + quantile.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The column's name where the query gives none: <c>count</c>, <c>rate</c>, <c>p95(duration_ms)</c>.</summary>
    public static string ColumnOf(AggregateFunction function, double quantile, string field)
    {
        var name = NameOf(function, quantile);
        return field.Length == 0 ? name : $"{name}({field})";
    }

    /// <summary>Works without a field.</summary>
    public static bool TakesNoField(AggregateFunction function) => function is AggregateFunction.Count or AggregateFunction.Rate;

    static bool IsQuantile(string name, out double quantile)
    {
        quantile = 0;
        return name.Length > 1 && name[0] == 'p' && char.IsAsciiDigit(name[1])
            && double.TryParse(name.AsSpan(1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out quantile)
            && quantile is >= 0 and <= 100;
    }
}
