using System.Collections.Generic;
using System.Globalization;
using System.Threading.Tasks;
using LogAggregator.Api.Parameters;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query.Ast;
using Microsoft.AspNetCore.Http;

namespace LogAggregator.Api.Older;

/// <summary>
/// The parameters of the older clients' paths. They know five levels: what we call TRACE is DEBUG there. An empty
/// parameter counts as absent, as it always did there.
/// </summary>
static class OlderParameters
{
    public const string AllowedLevels = "DEBUG, INFO, WARNING, ERROR and CRITICAL";

    public static string? Text(IQueryCollection query, string name) =>
        query[name].ToString() is { Length: > 0 } text ? text : null;

    public static int Limit(IQueryCollection query, List<ParameterError> errors)
    {
        if (Text(query, "limit") is not { } text) return LogsQuery.DefaultLimit;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= LogsQuery.MaxLimit) return limit;
        errors.Add(new ParameterError("limit", $"'{text}' is not a limit; allowed is a whole number from 1 to {LogsQuery.MaxLimit}."));
        return LogsQuery.DefaultLimit;
    }

    /// <summary>Every record where no level is asked for.</summary>
    public static Filter LevelOf(IQueryCollection query, List<ParameterError> errors)
    {
        if (Text(query, "level") is not { } text) return AllRecords.Instance;
        if (LevelParameter.TryParseName(text, out var level) && level != Level.Trace)
            return new LevelIn(level == Level.Debug ? LevelSet.Of(Level.Debug) | LevelSet.Of(Level.Trace) : LevelSet.Of(level));
        errors.Add(new ParameterError("level", $"'{text}' is not a level; allowed are {AllowedLevels}."));
        return AllRecords.Instance;
    }

    /// <summary>The record with its level as these clients know it.</summary>
    public static StoredRecord WithOlderLevel(StoredRecord record) =>
        record.Level == Level.Trace ? record with { Level = Level.Debug } : record;

    /// <summary>These clients look for the sentence under <c>error</c>.</summary>
    public static Task BadAsync(HttpContext context, List<ParameterError> errors) =>
        Problem.WriteAsync(context, StatusCodes.Status400BadRequest, errors[0].Message, json => json.WriteString("error", errors[0].Message));
}
