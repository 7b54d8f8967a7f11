using System.Collections.Generic;
using System.Linq;
using LogAggregator.Api.Parameters;
using LogAggregator.Engine.Query.Ast;
using Microsoft.AspNetCore.Http;

namespace LogAggregator.Api.Queries;

/// <summary>Names of fields, separated by commas: those of records (<c>container</c> too), any other name is one of the metadata.</summary>
static class FieldsParameter
{
    public const int MaxFields = 10;

    /// <param name="query">The decoded query string.</param>
    /// <param name="name">Of the parameter.</param>
    /// <param name="otherwise">The fields where it is not given.</param>
    /// <param name="errors">Taken up.</param>
    public static IReadOnlyList<string> Parse(IQueryCollection query, string name, string otherwise, List<ParameterError> errors)
    {
        var text = query.ContainsKey(name) ? query[name].ToString() : otherwise;
        var fields = text.Split(',').Select(field => field.Trim()).Distinct().ToList();
        if (fields.Count > MaxFields || fields.Any(field => field.Length is 0 or > 200))
            errors.Add(new ParameterError(name, $"'{name}' must be 1 to {MaxFields} names of fields, separated by commas, such as container,level,service."));
        return fields;
    }

    /// <summary>One field, by the name that the query language has for it.</summary>
    public static string ParseOne(IQueryCollection query, string name, string otherwise, List<ParameterError> errors)
    {
        var fields = Parse(query, name, otherwise, errors);
        if (fields.Count > 1) errors.Add(new ParameterError(name, $"'{name}' must be the name of one field, such as level."));
        return FieldNames.Canonical(fields[0]);
    }
}
