using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query;
using LogAggregator.Engine.Query.Ast;
using Microsoft.AspNetCore.Http;

namespace LogAggregator.Api.Parameters;

/// <summary>
/// Reads the parameters that <c>GET /logs</c>, the live streams and the export share. A parameter given several times
/// matches any of its values; different parameters must all match.
/// </summary>
sealed class LogsQueryParser
{
    readonly IQueryCollection _query;
    readonly DateTimeOffset _now;
    readonly List<ParameterError> _errors = [];
    readonly List<Filter> _filters = [];
    readonly List<KeyValuePair<string, IReadOnlyList<string>>> _given = [];
    ImmutableArray<Pipe> _pipes = [];

    LogsQueryParser(IQueryCollection query, DateTimeOffset now) => (_query, _now) = (query, now);

    /// <param name="query">The decoded query string.</param>
    /// <param name="allowed">Every parameter the endpoint knows; those unknown here are read by the endpoint itself.</param>
    /// <param name="now">Where <c>since=15m</c> counts from.</param>
    /// <param name="result">What was asked for, if there are no errors.</param>
    /// <param name="errors">One for each bad parameter.</param>
    public static bool TryParse(
        IQueryCollection query, IReadOnlyList<string> allowed, DateTimeOffset now, out LogsQuery result, out IReadOnlyList<ParameterError> errors) =>
        TryParse(query, allowed, now, parser => parser.AddRecordQueries(), out result, out errors);

    /// <summary>As the other, for an endpoint whose <c>q</c> may have pipes, and may be given once.</summary>
    public static bool TryParseWithPipes(
        IQueryCollection query, IReadOnlyList<string> allowed, DateTimeOffset now, out LogsQuery result, out IReadOnlyList<ParameterError> errors) =>
        TryParse(query, allowed, now, parser => parser.AddQueryWithPipes(), out result, out errors);

    static bool TryParse(
        IQueryCollection query, IReadOnlyList<string> allowed, DateTimeOffset now, Action<LogsQueryParser> addQ, out LogsQuery result, out IReadOnlyList<ParameterError> errors)
    {
        var parser = new LogsQueryParser(query, now);
        parser._errors.AddRange(UnknownParameters.In(query, allowed));
        result = parser.Parse(allowed, addQ);
        errors = parser._errors;
        return errors.Count == 0;
    }

    LogsQuery Parse(IReadOnlyList<string> allowed, Action<LogsQueryParser> addQ)
    {
        AnyOf("container", value => new ContainerIs(value));
        AnyOf("level", LevelParameter.TryParse);
        AnyOf("service", value => new ServiceIs(value));
        AnyOf("stream", StreamParameter.TryParse);
        AnyOf("project", value => new ProjectIs(value));
        AnyOf("host", value => new HostIs(value));
        addQ(this);
        AddTimeRange();
        var limit = One("limit") is { } text && Knows(allowed, "limit") ? Limit(text) : LogsQuery.DefaultLimit;
        var order = One("order") is { } word && Knows(allowed, "order") ? Order(word) : SearchOrder.NewestFirst;
        var cursor = One("cursor") is { } id && Knows(allowed, "cursor") ? Cursor(id) : null;
        return new LogsQuery(All(_filters), limit, order, cursor, _given) { Pipes = _pipes };
    }

    void AddRecordQueries()
    {
        var alternatives = new List<Filter>();
        foreach (var value in Values("q"))
        {
            if (QueryParameter.TryParseFilter(value, _now, out var filter, out var error)) alternatives.Add(filter);
            else _errors.Add(error);
        }

        AddAnyOf(alternatives);
    }

    void AddQueryWithPipes()
    {
        if (One("q") is not { } text) return;
        if (!QueryParameter.TryParse(text, _now, out var query, out var error))
        {
            _errors.Add(error);
            return;
        }

        _filters.Add(query.Filter);
        _pipes = query.Pipes;
    }

    void AnyOf(string name, Func<string, Filter> make) =>
        AnyOf(name, (string value, out Filter filter, out string error) =>
        {
            filter = make(value);
            error = "";
            return true;
        });

    void AnyOf(string name, TryMake tryMake)
    {
        var alternatives = new List<Filter>();
        foreach (var value in Values(name))
        {
            if (tryMake(value, out var filter, out var error)) alternatives.Add(filter);
            else _errors.Add(new ParameterError(name, error));
        }

        AddAnyOf(alternatives);
    }

    void AddAnyOf(List<Filter> alternatives)
    {
        if (alternatives.Count > 0) _filters.Add(alternatives.Count == 1 ? alternatives[0] : new Or([.. alternatives]));
    }

    void AddTimeRange()
    {
        var from = Time("since") ?? long.MinValue;
        var to = Time("until") ?? long.MaxValue;
        if (from > to) _errors.Add(new ParameterError("since", "'since' is later than 'until', so nothing can lie between them; exchange the two."));
        if (from != long.MinValue || to != long.MaxValue) _filters.Add(new TimeRange(from, to));
    }

    long? Time(string name)
    {
        if (One(name) is not { } text) return null;
        if (TimeParameter.TryParse(text, _now, out var ns)) return ns;
        _errors.Add(new ParameterError(name, $"'{text}' is not a time for '{name}'; allowed are {TimeParameter.Allowed}."));
        return null;
    }

    int Limit(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= LogsQuery.MaxLimit) return limit;
        _errors.Add(new ParameterError("limit", $"'{text}' is not a limit; allowed is a whole number from 1 to {LogsQuery.MaxLimit}."));
        return LogsQuery.DefaultLimit;
    }

    SearchOrder Order(string text)
    {
        if (text.Equals("newest", StringComparison.OrdinalIgnoreCase)) return SearchOrder.NewestFirst;
        if (text.Equals("oldest", StringComparison.OrdinalIgnoreCase)) return SearchOrder.OldestFirst;
        _errors.Add(new ParameterError("order", $"'{text}' is not an order; allowed are newest and oldest."));
        return SearchOrder.NewestFirst;
    }

    RecordId? Cursor(string text)
    {
        if (RecordId.TryParse(text, out var id)) return id;
        _errors.Add(new ParameterError("cursor", $"'{text}' is not a cursor; send the 'next_cursor' of an answer or the 'id' of a record."));
        return null;
    }

    /// <summary>The single value of a parameter, or null where it is absent or given more than once.</summary>
    string? One(string name)
    {
        var values = Values(name);
        if (values.Count <= 1) return values.Count == 0 ? null : values[0];
        _errors.Add(new ParameterError(name, $"'{name}' was given {values.Count} times; it may be given once."));
        return null;
    }

    List<string> Values(string name)
    {
        var values = new List<string>();
        foreach (var value in _query[name])
        {
            if (!string.IsNullOrWhiteSpace(value)) values.Add(name is "since" or "until" ? TimeParameter.WithPlus(value) : value);
            else _errors.Add(new ParameterError(name, $"'{name}' is empty; give it a value or leave it out."));
        }

        if (values.Count > 0 && Knows(LogsQuery.FilterNames, name)) _given.Add(new(name, values));
        return values;
    }

    static bool Knows(IReadOnlyList<string> names, string name)
    {
        foreach (var known in names)
            if (known == name) return true;
        return false;
    }

    static Filter All(List<Filter> filters) => filters.Count switch
    {
        0 => AllRecords.Instance,
        1 => filters[0],
        _ => new And([.. filters]),
    };

    delegate bool TryMake(string value, out Filter filter, out string error);
}
