using System.Collections.Generic;
using System.Globalization;
using LogAggregator.Api.Parameters;
using Microsoft.AspNetCore.Http;

namespace LogAggregator.Api.Queries;

/// <summary>How many of something to give.</summary>
static class CountParameter
{
    public static int Parse(IQueryCollection query, string name, int min, int max, int otherwise, List<ParameterError> errors)
    {
        if (!query.ContainsKey(name)) return otherwise;
        var text = query[name].ToString();
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= min && count <= max) return count;
        errors.Add(new ParameterError(name, $"'{text}' is not allowed for '{name}'; allowed is a whole number from {min} to {max}."));
        return otherwise;
    }
}
