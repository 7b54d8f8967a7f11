using System;
using System.Collections.Generic;
using System.Linq;

namespace LogAggregator.Engine.Tests.Query.Pipes;

/// <summary>A query, on a line that begins with <c>$</c>, and under it the table it gives, to the next empty line.</summary>
sealed record PipeCase(string Query, IReadOnlyList<string> Table)
{
    public static IEnumerable<PipeCase> In(IEnumerable<string> lines)
    {
        var all = lines.ToList();
        for (var i = 0; i < all.Count; i++)
        {
            if (!all[i].StartsWith("$ ", StringComparison.Ordinal)) continue;
            yield return new PipeCase(all[i][2..], [.. all.Skip(i + 1).TakeWhile(line => line.Length > 0)]);
        }
    }
}
