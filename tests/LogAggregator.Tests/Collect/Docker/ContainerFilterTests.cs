using System.Collections.Generic;
using System.Linq;
using LogAggregator.Collect.Docker;
using Xunit;

namespace LogAggregator.Tests.Collect.Docker;

public sealed class ContainerFilterTests
{
    /// <summary>Labels as <c>key=value key=value</c>.</summary>
    static bool Collects(string include, string exclude, string name, string image, string labels)
    {
        var filter = ContainerFilter.Parse(include, exclude, out var problems);
        Assert.Empty(problems);
        var pairs = labels.Split(' ', System.StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2));
        return filter.Collects(name, image, pairs.ToDictionary(pair => pair[0], pair => pair[1]));
    }

    [Theory]
    [InlineData("", "", "web", "nginx", "")]
    [InlineData("web", "", "web", "nginx", "")]
    [InlineData("we*", "", "web", "nginx", "")]
    [InlineData("db,name=w?b", "", "web", "nginx", "")]
    [InlineData("image=nginx", "", "web", "nginx:1.27", "")]
    [InlineData("image=nginx:1.*", "", "web", "nginx:1.27", "")]
    [InlineData("image=registry:5000/team/*", "", "web", "registry:5000/team/web:2@sha256:abc", "")]
    [InlineData("image=registry:5000/team/web", "", "web", "registry:5000/team/web", "")]
    [InlineData("label=team", "", "web", "nginx", "team=")]
    [InlineData("label=team=bl*", "", "web", "nginx", "team=blue")]
    [InlineData("label=url=a=b", "", "web", "nginx", "url=a=b")]
    [InlineData("", "db", "web", "nginx", "")]
    [InlineData("", "web", "web", "nginx", "log-aggregator.enabled=true")]
    [InlineData("db", "", "web", "nginx", "log-aggregator.enabled=True")]
    [InlineData("", "", "web", "nginx", "log-aggregator.enabled=maybe")]
    public void ThisIsCollected(string include, string exclude, string name, string image, string labels)
        => Assert.True(Collects(include, exclude, name, image, labels));

    [Theory]
    [InlineData("db", "", "web", "nginx", "")]
    [InlineData("we", "", "web", "nginx", "")]
    [InlineData("WEB", "", "web", "nginx", "")]
    [InlineData("image=ngin", "", "web", "nginx:1", "")]
    [InlineData("image=registry", "", "web", "registry:5000/team/web", "")]
    [InlineData("label=team=blue", "", "web", "nginx", "team=red")]
    [InlineData("label=team", "", "web", "nginx", "")]
    [InlineData("web", "web", "web", "nginx", "")]
    [InlineData("", "image=*", "web", "nginx", "")]
    [InlineData("web", "", "web", "nginx", "log-aggregator.enabled=false")]
    public void ThisIsLeftOut(string include, string exclude, string name, string image, string labels)
        => Assert.False(Collects(include, exclude, name, image, labels));

    [Fact]
    public void EveryEntryThatIsNoRuleIsNamedWithItsVariable()
    {
        ContainerFilter.Parse("web,colour=red", "name=,label==x", out var problems);
        Assert.Equal(3, problems.Count);
        Assert.StartsWith("COLLECT_INCLUDE: 'colour=red' ", problems[0], System.StringComparison.Ordinal);
        Assert.StartsWith("COLLECT_EXCLUDE: 'name=' ", problems[1], System.StringComparison.Ordinal);
        Assert.StartsWith("COLLECT_EXCLUDE: 'label==x' ", problems[2], System.StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutRulesEverythingIsCollected()
        => Assert.True(ContainerFilter.Everything.Collects("any", "any", new Dictionary<string, string>()));
}
