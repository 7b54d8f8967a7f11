using System;
using System.Collections.Generic;
using LogAggregator.Api.Parameters;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query.Ast;
using Microsoft.AspNetCore.Http;

namespace LogAggregator.Api.Live;

/// <summary>What a live reader asks for.</summary>
/// <param name="Filter">Which records.</param>
/// <param name="Cursor">The last record it has, to go on after it; null to begin with the next one collected.</param>
/// <param name="Notices">It wants to be told how many records it lost by being slow.</param>
sealed record LiveQuery(Filter Filter, RecordId? Cursor, bool Notices)
{
    static readonly IReadOnlyList<string> Names = [.. LogsQuery.FilterNames, "cursor", "notices"];

    public static bool TryParse(HttpRequest request, DateTimeOffset now, out LiveQuery result, out IReadOnlyList<ParameterError> errors)
    {
        var found = new List<ParameterError>();
        if (!LogsQueryParser.TryParse(request.Query, Names, now, out var query, out var bad)) found.AddRange(bad);
        result = new LiveQuery(query.Filter, query.Cursor, WantsNotices(request.Query, found));
        errors = found;
        return found.Count == 0;
    }

    static bool WantsNotices(IQueryCollection query, List<ParameterError> errors)
    {
        var text = query["notices"].ToString();
        if (text is not ("" or "true" or "false")) errors.Add(new ParameterError("notices", $"'{text}' is not allowed for 'notices'; allowed are true and false."));
        return text == "true";
    }
}
