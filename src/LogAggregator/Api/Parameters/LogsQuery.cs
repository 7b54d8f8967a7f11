using System.Collections.Generic;
using System.Collections.Immutable;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query;
using LogAggregator.Engine.Query.Ast;

namespace LogAggregator.Api.Parameters;

/// <summary>What a reader asks for, by <c>GET /logs</c>, live or as an export.</summary>
/// <param name="Filter">Which records.</param>
/// <param name="Limit">At most so many; 1 to 10000, 100 where not given.</param>
/// <param name="Order">Newest first where not given.</param>
/// <param name="Cursor">The id of the last record the reader has.</param>
/// <param name="Given">The filters as written, each with all its values: told back to the reader.</param>
sealed record LogsQuery(
    Filter Filter,
    int Limit,
    SearchOrder Order,
    RecordId? Cursor,
    IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> Given)
{
    /// <summary>What to make of the records; empty where the endpoint takes no pipes.</summary>
    public ImmutableArray<Pipe> Pipes { get; init; } = [];

    public const int DefaultLimit = 100;

    public const int MaxLimit = 10_000;

    /// <summary>The parameters that say which records.</summary>
    public static IReadOnlyList<string> FilterNames { get; } =
        ["container", "level", "service", "stream", "project", "host", "since", "until", "q"];

    /// <summary>The parameters of <c>GET /logs</c>.</summary>
    public static IReadOnlyList<string> PageNames { get; } = [.. FilterNames, "limit", "order", "cursor"];
}
