namespace Reconciler.Cli.Tests;

public sealed class PlaceholderTests { [Fact] public void Placeholder() => Assert.Equal(2, 1 + 1); }
