using System;
using System.Collections.Generic;
using Microsoft.AspNetCore.Http;

namespace LogAggregator.Api.Parameters;

/// <summary>A misspelt filter must not return everything: a parameter that an endpoint does not know is an error.</summary>
static class UnknownParameters
{
    public static IEnumerable<ParameterError> In(IQueryCollection query, IReadOnlyList<string> allowed)
    {
        foreach (var name in query.Keys)
        {
            if (!IsAllowed(name, allowed)) yield return new ParameterError(name, $"There is no parameter '{name}' here; {Sentence(allowed)}");
        }
    }

    static bool IsAllowed(string name, IReadOnlyList<string> allowed)
    {
        foreach (var known in allowed)
            if (known.Equals(name, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    static string Sentence(IReadOnlyList<string> allowed) =>
        allowed.Count == 0 ? "none is allowed." : $"allowed are {string.Join(", ", allowed)}.";
}
