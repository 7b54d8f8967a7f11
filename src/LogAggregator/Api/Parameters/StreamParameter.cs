using System;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query.Ast;

namespace LogAggregator.Api.Parameters;

/// <summary><c>stream=stdout</c> or <c>stream=stderr</c>.</summary>
static class StreamParameter
{
    public static bool TryParse(string value, out Filter filter, out string error)
    {
        var isError = value.Equals("stderr", StringComparison.OrdinalIgnoreCase);
        var known = isError || value.Equals("stdout", StringComparison.OrdinalIgnoreCase);
        filter = new StreamIs(isError ? OutputStream.Stderr : OutputStream.Stdout);
        error = known ? "" : $"'{value}' is not a stream; allowed are stdout and stderr.";
        return known;
    }
}
