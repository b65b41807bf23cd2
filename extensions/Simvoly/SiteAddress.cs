using System;

namespace Simvoly;

/// <summary>Reads the address of a website: the name of its host, or a full address.</summary>
internal static class SiteAddress
{
    /// <summary>Reads the address.</summary>
    /// <param name="site">The host, such as <c>example.simvoly.com</c>, or an address such as <c>https://example.com/api/site</c>.</param>
    /// <param name="address">The base address of the API, with a slash at its end; null when there is a problem.</param>
    /// <param name="allowPlainHttp">True if plain http is allowed beyond loopback.</param>
    /// <returns>The problem, without the value; null when there is none.</returns>
    public static string? TryRead(string? site, bool allowPlainHttp, out string? address)
    {
        address = null;
        if (string.IsNullOrWhiteSpace(site))
        {
            return "Site is missing: set it to the host of the website, such as example.simvoly.com or its own domain.";
        }

        if (!IsPlain(site!))
        {
            return "Site contains a blank, a line end or a backslash: use the host alone, such as example.simvoly.com.";
        }

        var isAddress = site!.IndexOf("://", StringComparison.Ordinal) >= 0;
        if (
            !Uri.TryCreate(isAddress ? site : Uri.UriSchemeHttps + "://" + site, UriKind.Absolute, out var uri)
            || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp)
            || uri.Host.Length == 0
            || uri.UserInfo.Length > 0
            || site.IndexOf('@') >= 0
            || site.IndexOf('?') >= 0
            || site.IndexOf('#') >= 0
        )
        {
            return "Site is not a host or a plain http(s) address: use one such as example.simvoly.com, without user, query or fragment.";
        }

        if (!isAddress && uri.AbsolutePath != "/")
        {
            return "Site has a path: use the host alone, such as example.simvoly.com, or a full address that starts with https://.";
        }

        if (uri.HostNameType == UriHostNameType.Dns && !uri.IsLoopback && uri.IdnHost.IndexOf('.') < 0 && !isAddress)
        {
            return "Site is a single word, not a host: use the whole name, such as example.simvoly.com.";
        }

        if (uri.Scheme == Uri.UriSchemeHttp && !uri.IsLoopback && !allowPlainHttp)
        {
            return "Site is plain http, which would show the API key to the network: use https. Plain http is allowed on loopback, and for "
                + "test servers when AllowPlainHttp is true.";
        }

        address = BaseOf(uri);
        return null;
    }

    private static bool IsPlain(string site)
    {
        foreach (var character in site)
        {
            if (char.IsWhiteSpace(character) || char.IsControl(character) || character == '\\')
            {
                return false;
            }
        }

        return true;
    }

    private static string BaseOf(Uri uri)
    {
        var host = uri.HostNameType == UriHostNameType.IPv6 ? uri.Host : uri.IdnHost;
        var text = uri.Scheme + "://" + host + (uri.IsDefaultPort ? string.Empty : ":" + uri.Port) + uri.AbsolutePath.TrimEnd('/');
        var path = SimvolyApi.Path.TrimEnd('/');
        return text.EndsWith(path, StringComparison.OrdinalIgnoreCase) ? text + "/" : text + path + "/";
    }
}
