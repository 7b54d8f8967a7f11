using System;
using System.Collections.Generic;
using System.Linq;
using LogAggregator.Collect.Docker.Engine;
using LogAggregator.Collect.Docker.Reading;
using Xunit;

namespace LogAggregator.Tests.Collect.Docker.Reading;

public sealed class LogRetentionTests
{
    [Theory]
    [InlineData("json-file", "", 0, 1, true)]
    [InlineData("json-file", "max-size=10m", 10_000_000, 1, true)]
    [InlineData("json-file", "max-size=500k max-file=3", 500_000, 3, true)]
    [InlineData("json-file", "max-size=1.5GB max-file=2", 1_500_000_000, 2, true)]
    [InlineData("json-file", "max-size=-1", 0, 1, true)]
    [InlineData("local", "", 20_000_000, 5, true)]
    [InlineData("journald", "", 0, 1, true)]
    [InlineData("fluentd", "", 20_000_000, 5, true)]
    [InlineData("fluentd", "cache-disabled=true", 0, 1, false)]
    [InlineData("none", "", 0, 1, false)]
    public void WhatIsKeptFollowsFromTheDriver(string driver, string options, long maxFileBytes, int files, bool readable)
    {
        var retention = LogRetention.Of(Container(driver, options), new Version(1, 45));
        Assert.Equal((maxFileBytes, files, readable), (retention.MaxFileBytes, retention.Files, retention.IsReadable));
        Assert.False(retention.TailIsDear);
    }

    [Theory]
    [InlineData("local", "", true)]
    [InlineData("local", "compress=false", false)]
    [InlineData("gelf", "", true)]
    [InlineData("json-file", "max-size=1m compress=true", false)]
    public void OldEnginesAreNotAskedForMuchOfACompressedLog(string driver, string options, bool isDear) =>
        Assert.Equal(isDear, LogRetention.Of(Container(driver, options), new Version(1, 41)).TailIsDear);

    static ContainerDetails Container(string driver, string options)
    {
        var texts = options.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(option => option.Split('=')).ToDictionary(parts => parts[0], parts => parts[1]);
        return new ContainerDetails("", "", "", new Dictionary<string, string>(), false, true, false, false, "running", 1, 1, 0, 0, false, false, driver, texts);
    }
}
