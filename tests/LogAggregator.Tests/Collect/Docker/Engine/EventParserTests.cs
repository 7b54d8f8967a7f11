using System.Text;
using CsCheck;
using LogAggregator.Collect.Docker.Engine;
using Xunit;

namespace LogAggregator.Tests.Collect.Docker.Engine;

public sealed class EventParserTests
{
    const string Start = """
        {"status":"start","id":"abc","from":"bb","Type":"container","Action":"start","Actor":{"ID":"abc","Attributes":{"image":"bb","name":"web","com.docker.compose.project":"shop"}},"scope":"local","time":1795361657,"timeNano":1795361657290610125}
        """;

    static bool TryParse(string json, out ContainerEvent? parsed) => EventParser.TryParse(Encoding.UTF8.GetBytes(json), out parsed);

    [Fact]
    public void AnEventCarriesWhatHappenedToWhomWhenAndItsLabels()
    {
        Assert.True(TryParse(Start, out var parsed));
        Assert.Equal(("start", "abc", 1_795_361_657_290_610_125), (parsed!.Action, parsed.Id, parsed.TimeNs));
        Assert.Equal("web", parsed.Attributes["name"]);
        Assert.Equal("shop", parsed.Attributes["com.docker.compose.project"]);
    }

    [Theory]
    [InlineData("""{"Type":"container","Action":"die","Actor":{"ID":"abc","Attributes":{"exitCode":"137"}},"time":7}""")]
    [InlineData("""{"status":"die","id":"abc","from":"bb","time":7}""")]
    [InlineData("""{"timeNano":7000000000,"Actor":{"Attributes":null,"Extra":[1,{}],"ID":"abc"},"new":{"deep":[1,2]},"Action":"die"}""")]
    public void NewAndOldSpellingsAreTheSameEvent(string json)
    {
        Assert.True(TryParse(json, out var parsed));
        Assert.Equal(("die", "abc", 7_000_000_000), (parsed!.Action, parsed.Id, parsed.TimeNs));
    }

    [Theory]
    [InlineData("""{"status":"exec_start: /bin/check","id":"abc","Type":"container","Action":"exec_start: /bin/check"}""")]
    [InlineData("""{"Type":"container","Action":"health_status: healthy","Actor":{"ID":"abc"}}""")]
    [InlineData("""{"Type":"network","Action":"connect","Actor":{"ID":"abc"}}""")]
    [InlineData("""{"Type":"container","Action":"start"}""")]
    [InlineData("{}")]
    public void WhatConcernsNoCollectorIsNothing(string json)
    {
        Assert.True(TryParse(json, out var parsed));
        Assert.Null(parsed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("<html>")]
    public void WhatIsNoObjectIsRefused(string json) => Assert.False(TryParse(json, out _));

    [Fact]
    public void NoPrefixIsAnEvent()
    {
        var json = Start.Trim();
        for (var length = 0; length < json.Length; length++)
            Assert.False(TryParse(json[..length], out _));
    }

    [Fact]
    public void GarbageNeverThrows()
        => Gen.Select(Gen.Int[0, 200], Gen.Byte).Sample((at, value) =>
        {
            var bytes = Encoding.UTF8.GetBytes(Start.Trim());
            bytes[at] = value;
            return EventParser.TryParse(bytes, out var parsed) || parsed is null;
        });
}
