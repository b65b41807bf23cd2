using System.Security.Cryptography;
using System.Text;

namespace ClickFunnels.Workflows;

/// <summary>Computes the SHA-256 of a text, in lower-case hexadecimal digits.</summary>
internal static class Digest
{
    public static string Of(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
#if NET
        var hash = SHA256.HashData(bytes);
#else
        using var algorithm = SHA256.Create();
        var hash = algorithm.ComputeHash(bytes);
#endif
        var digits = new StringBuilder(hash.Length * 2);
        foreach (var value in hash)
        {
            digits.Append("0123456789abcdef"[value >> 4]).Append("0123456789abcdef"[value & 15]);
        }

        return digits.ToString();
    }
}
