using System;
using System.IO;
using Xunit;

namespace LogAggregator.Engine.Tests.Query;

public sealed class QueryDocumentTests
{
    /// <summary>With the variable WRITE_DOCS set the page is written instead.</summary>
    [Fact]
    public void ThePageSaysWhatTheCasesSay()
    {
        var path = Path.Combine(Root(), "docs", "query-language.md");
        if (Environment.GetEnvironmentVariable("WRITE_DOCS") is not null) File.WriteAllText(path, QueryDocument.Make());

        Assert.Equal(QueryDocument.Make(), File.ReadAllText(path));
    }

    static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "LogAggregator.slnx"))) directory = directory.Parent!;
        return directory.FullName;
    }
}
