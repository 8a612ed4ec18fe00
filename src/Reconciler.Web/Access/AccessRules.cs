using System.Net;
using Microsoft.AspNetCore.Http;
using Reconciler.Agent.Serving;
using Reconciler.Core.Secrets;
using Reconciler.Specs.AgentFile;

namespace Reconciler.Web.Access;

/// <summary>Who may read and who may act, by the agent's file.</summary>
internal sealed class AccessRules
{
    private const string LocalHost = "localhost";

    private readonly AccessToken? _view;
    private readonly AccessToken? _act;
    private readonly string? _userHeader;
    private readonly bool _isOpen;

    /// <exception cref="HostConfigurationException">A token's file cannot be used, or strangers could read.</exception>
    public AccessRules(HttpSettings settings, ListenAddress listen)
    {
        _view = AccessToken.Load(settings.ViewTokenFile, "http.viewTokenFile");
        _act = AccessToken.Load(settings.ActTokenFile, "http.actTokenFile");
        _userHeader = settings.UserHeader;
        var isLocal = IPAddress.IsLoopback(listen.EndPoint.Address);
        if (!isLocal && _view is null)
        {
            throw new HostConfigurationException(
                $"http.listen in the agent's file: whoever reaches {listen.EndPoint} could read everything; set http.viewTokenFile, or listen on {HttpSettings.DefaultListen}.");
        }

        _isOpen = isLocal && _view is null && _userHeader is null;
    }

    /// <summary>Whether anybody may act at all.</summary>
    public bool HasActors => _act is not null;

    /// <summary>The rights of whoever sent this.</summary>
    public AccessRight RightOf(HttpContext context)
    {
        if (OfferedToken.In(context.Request) is { } offered)
        {
            return _act?.Matches(offered.Text) == true ? AccessRight.Act : _view?.Matches(offered.Text) == true ? AccessRight.View : AccessRight.None;
        }

        return UserOf(context) is not null || (_isOpen && IsLocalName(context.Request.Host.Host)) ? AccessRight.View : AccessRight.None;
    }

    /// <summary>The user whom the reverse proxy names; null: it names none, or none is trusted.</summary>
    public string? UserOf(HttpContext context) =>
        _userHeader is not null && context.Connection.RemoteIpAddress is { } client && IPAddress.IsLoopback(client)
        && context.Request.Headers[_userHeader] is [{ Length: > 0 } user] ? user : null;

    /// <summary>A page on the internet whose name comes to mean this host cannot read here through a browser: it asks by its own name.</summary>
    private static bool IsLocalName(string host) =>
        string.Equals(host, LocalHost, StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
