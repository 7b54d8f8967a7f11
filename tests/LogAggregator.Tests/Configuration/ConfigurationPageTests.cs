using System;
using System.IO;
using System.Linq;
using LogAggregator.Configuration;
using Xunit;

namespace LogAggregator.Tests.Configuration;

/// <summary>The page for people says what the declaration says.</summary>
public sealed class ConfigurationPageTests
{
    [Fact]
    public void TheTableOfThePageIsTheDeclaration()
    {
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs/configuration.md"));
        var table = string.Join('\n', page.Split('\n').Where(line => line.StartsWith('|')));
        Assert.Equal(Expected(), table);
    }

    static string Expected() => string.Join('\n', Settings.All.Select(Row).Prepend("|---|---|---|---|").Prepend("| variable | default | allowed | meaning |"));

    static string Row(Setting setting) =>
        $"| `{setting.Name}` | {(setting.Default.Length == 0 ? "" : $"`{setting.Default}`")} | {setting.Allowed} | {setting.Meaning} |";
}
