namespace ClickFunnels;

/// <summary>Validates a workspace subdomain: exactly one DNS label, so that a token cannot be sent to another host.</summary>
internal static class Subdomains
{
    private const int MaximumLength = 63;

    public static bool IsValid(string? subdomain)
    {
        if (
            string.IsNullOrEmpty(subdomain)
            || subdomain!.Length > MaximumLength
            || subdomain[0] == '-'
            || subdomain[subdomain.Length - 1] == '-'
        )
        {
            return false;
        }

        foreach (var character in subdomain)
        {
            if (character is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-'))
            {
                return false;
            }
        }

        return true;
    }
}
