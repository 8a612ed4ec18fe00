using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Reconciler.Core.Sources;
using Reconciler.Git.Access;
using Reconciler.Git.StatusBranches;
using Reconciler.Git.Tests.Mirrors;
using Reconciler.Testing.GitServers;
using Reconciler.Testing.Repositories;

namespace Reconciler.Git.Tests.StatusBranches;

/// <summary>A repository, and publishers of a status into it.</summary>
public abstract class StatusBranchFixture : IDisposable
{
    protected const string Branch = "status/hq";

    private protected readonly MirrorHost Host = new();
    private protected readonly TestRepository Repository = TestRepository.With(("site.yaml", "name: hq\n"));
    private protected readonly FakeTimeProvider Time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Host.Dispose();
        Repository.Dispose();
        GC.SuppressFinalize(this);
    }

    internal static StatusCommit Status(string json) => new()
    {
        Branch = Branch,
        Files = Files(("status.json", json), ("README.md", "# hq\n")),
        Message = "Record status\n\n[skip ci]",
    };

    private protected static ImmutableSortedDictionary<string, ImmutableArray<byte>> Files(params (string Path, string Text)[] files) =>
        files.ToImmutableSortedDictionary(f => f.Path, f => Encoding.UTF8.GetBytes(f.Text).ToImmutableArray(), StringComparer.Ordinal);

    private protected string StatusDirectory => Path.Combine(Host.StateDirectory, "status.git");

    private protected string Tip()
    {
        using var repository = new LibGit2Sharp.Repository(Repository.DirectoryPath);
        return repository.Branches[Branch].Tip.Sha;
    }

    private protected Task<GitHttpsServer> ServerAsync() =>
        GitHttpsServer.StartAsync(Path.GetDirectoryName(Repository.DirectoryPath)!, "writer", "writer-canary", Token);

    private protected GitCredentials Credentials(GitHttpsServer server, string password) => new()
    {
        UsernameFile = Host.Secret("username", "writer"),
        PasswordFile = Host.Secret("password", password),
        CaFile = server.CaFile,
    };

    private protected void Hook(string name, string script)
    {
        var path = Path.Combine(Repository.DirectoryPath, "hooks", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private protected static async Task RefusedAsync(StatusPublisher sut, string words, StatusCommit? status = null)
    {
        var error = await Assert.ThrowsAsync<StatusNotRecordedException>(() => sut.PublishAsync(status ?? Status("{}"), Token));
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    private protected StatusPublisher CreateSut(string url, GitCredentials? credentials = null, bool isWatched = false, string directory = "status.git", string? writer = null)
    {
        Assert.True(RepositoryUrl.TryParse(url, out var parsed, out var error), error);
        return new StatusPublisher(
            new StatusPublisherSettings
            {
                Url = parsed,
                Directory = Path.Combine(Host.StateDirectory, directory),
                IsWatched = isWatched,
                Writer = writer is null ? null : () => writer,
                Credentials = credentials ?? new GitCredentials(),
                Timeouts = MirrorHost.Timeouts,
            },
            Time);
    }
}
