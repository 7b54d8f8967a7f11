using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace LogAggregator.Tests.Architecture;

/// <summary>The page takes no text for markup or script, and loads nothing from elsewhere.</summary>
public sealed partial class PageSourceTests
{
    [Fact]
    public void ThePageNeverTakesLinesForMarkup()
    {
        string[] files = [.. Repository.Files("web/src", "*"), Path.Combine(Repository.Root, "web/index.html")];
        var offences = files.SelectMany(file => Offences(File.ReadAllText(file)).Select(offence => $"{offence}: {Path.GetFileName(file)}")).ToList();
        Assert.True(offences.Count == 0, string.Join('\n', offences));
    }

    [Theory]
    [InlineData("row.innerHTML = line", "innerHTML")]
    [InlineData("row.outerHTML = line", "outerHTML")]
    [InlineData("row.insertAdjacentHTML('beforeend', line)", "insertAdjacentHTML")]
    [InlineData("<p dangerouslySetInnerHTML={{ __html: line }} />", "dangerouslySetInnerHTML")]
    [InlineData("document.write(line)", "document.write(")]
    [InlineData("eval(line)", "eval(")]
    [InlineData("new Function(line)", "new Function(")]
    [InlineData("""<script src="https://cdn.example.org/x.js">""", "https://")]
    [InlineData("fetch('http://example.org')", "http://")]
    public void WhatWouldIsFound(string source, string offence) => Assert.Contains(offence, Offences(source));

    [Theory]
    [InlineData("const svg = 'http://www.w3.org/2000/svg'")]
    [InlineData("row.textContent = line // https is fine, and so is retrieval(line)")]
    public void WhatIsHarmlessIsNot(string source) => Assert.Empty(Offences(source));

    static IEnumerable<string> Offences(string source) => Offence().Matches(source).Select(match => match.Value);

    [GeneratedRegex(@"dangerouslySetInnerHTML|\b(?:inner|outer)HTML|insertAdjacentHTML|document\.write(?:ln)?\(|\beval\(|\bnew Function\(|https?://(?!www\.w3\.org/2000/svg\b)")]
    private static partial Regex Offence();
}
