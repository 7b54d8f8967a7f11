using System.Text;

namespace LogAggregator.Engine.Query.Syntax;

/// <summary>Writes a query so that reading it gives the same query. For trees as <see cref="QueryParser"/> makes them.</summary>
public static class QueryPrinter
{
    public static string Print(LogQuery query)
    {
        var text = new StringBuilder(FilterPrinter.Print(query.Filter));
        foreach (var pipe in query.Pipes) text.Append(" | ").Append(PipePrinter.Print(pipe));
        return text.ToString();
    }
}
