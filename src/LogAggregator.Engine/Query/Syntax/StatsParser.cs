using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using LogAggregator.Engine.Query.Ast;

namespace LogAggregator.Engine.Query.Syntax;

/// <summary>Reads <c>stats f(field) [as name], … [by field, 5m]</c>. Each method returns null where an error is set.</summary>
sealed class StatsParser(QueryCursor cursor, ColumnScope scope)
{
    /// <summary>Shortest step of time. Docker's clocks are finer, but nobody's chart is.</summary>
    const long MinStepNs = 1_000_000;

    readonly HashSet<string> _columns = [];

    public StatsPipe? Parse()
    {
        if (ParseAggregates() is not { } aggregates) return null;
        var keys = ImmutableArray<GroupKey>.Empty;
        if (cursor.TryTakeWord("by"))
        {
            if (ParseKeys() is not { } given) return null;
            keys = given;
        }

        return new StatsPipe(aggregates, keys);
    }

    ImmutableArray<Aggregate>? ParseAggregates()
    {
        var aggregates = ImmutableArray.CreateBuilder<Aggregate>();
        do
        {
            cursor.SkipSpace();
            var start = cursor.At;
            if (ParseAggregate() is not { } aggregate || !TryDeclare(aggregate.Column, start)) return null;
            aggregates.Add(aggregate);
            cursor.SkipSpace();
        }
        while (cursor.TryTake(','));

        return aggregates.ToImmutable();
    }

    Aggregate? ParseAggregate()
    {
        var start = cursor.At;
        var name = NameParser.TakePlain(cursor);
        if (!AggregateNames.TryParse(name, out var function, out var quantile))
            return cursor.Fail<Aggregate>(start, "expected a function: " + AggregateNames.List);
        if (ParseArgument(function, name) is not { } field) return null;
        cursor.SkipSpace();
        var column = cursor.TryTakeWord("as") ? NameParser.ReadNew(cursor) : AggregateNames.ColumnOf(function, quantile, field);
        return column is null ? null : new Aggregate(function, field, quantile, column);
    }

    string? ParseArgument(AggregateFunction function, string name)
    {
        var optional = AggregateNames.TakesNoField(function);
        cursor.SkipSpace();
        if (!cursor.TryTake('(')) return optional ? "" : cursor.Fail<string>(cursor.At, $"expected (field) after {name}, found {cursor.Found}");
        cursor.SkipSpace();
        if (optional && cursor.TryTake(')')) return "";
        if (function == AggregateFunction.Rate) return cursor.Fail<string>(cursor.At, "expected ): rate() counts rows and takes no field");
        if (NameParser.ReadColumn(cursor, scope) is not { } field) return null;
        cursor.SkipSpace();
        return cursor.TryTake(')') ? field : cursor.Fail<string>(cursor.At, $"expected ) after the field, found {cursor.Found}");
    }

    ImmutableArray<GroupKey>? ParseKeys()
    {
        var keys = ImmutableArray.CreateBuilder<GroupKey>();
        do
        {
            cursor.SkipSpace();
            var start = cursor.At;
            GroupKey? key = char.IsAsciiDigit(cursor.Current) ? ParseStep() : NameParser.ReadColumn(cursor, scope) is { } field ? new FieldKey(field) : null;
            if (key is null || !TryDeclare(key.Column, start)) return null;
            keys.Add(key);
            cursor.SkipSpace();
        }
        while (cursor.TryTake(','));

        return keys.ToImmutable();
    }

    TimeStepKey? ParseStep()
    {
        var start = cursor.At;
        if (scope.IsTable && scope.Resolve(FieldNames.Timestamp) is null && scope.Resolve(TimeStepKey.ColumnName) is null)
            return cursor.Fail<TimeStepKey>(start, "a step needs the column timestamp; " + scope.MissingMessage(FieldNames.Timestamp));
        while (char.IsLetterOrDigit(cursor.Current) || cursor.Current == '.') cursor.At++;
        return DurationParser.TryParse(cursor.Text.AsSpan()[start..cursor.At], out var ns) && ns >= MinStepNs
            ? new TimeStepKey(ns)
            : cursor.Fail<TimeStepKey>(start, "expected a step of time, such as 30s, 5m, 1h or 1d, or a field");
    }

    bool TryDeclare(string column, int at) =>
        _columns.Add(column) || cursor.Fail(at, $"two columns would be named {column}; name one with as");
}
