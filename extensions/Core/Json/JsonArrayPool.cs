using System.Buffers;
using Newtonsoft.Json;

namespace ClickFunnels.Core;

/// <summary>Lends JSON readers and writers their character buffers from the shared pool.</summary>
internal sealed class JsonArrayPool : IArrayPool<char>
{
    public static JsonArrayPool Shared { get; } = new();

    public char[] Rent(int minimumLength) => ArrayPool<char>.Shared.Rent(minimumLength);

    public void Return(char[]? array)
    {
        if (array is not null)
        {
            ArrayPool<char>.Shared.Return(array);
        }
    }
}
