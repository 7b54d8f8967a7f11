using System;

namespace LogAggregator.Configuration;

/// <summary>How <c>--demo</c> is filled. What each means is in <see cref="DemoSettings"/>.</summary>
/// <param name="Seed">The same seed and the same end give the same records.</param>
/// <param name="Now">End of the history; null for the time of the start.</param>
/// <param name="Live">Lines go on being printed.</param>
sealed record DemoOptions(int Seed, DateTimeOffset? Now, bool Live);
