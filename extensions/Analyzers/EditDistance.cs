namespace ClickFunnels.Analyzers;

/// <summary>The number of typing mistakes between two words.</summary>
internal static class EditDistance
{
    /// <summary>
    /// Returns true if one word becomes the other by at most the number of steps: a letter more, a letter less, another letter, or two
    /// neighbors swapped.
    /// </summary>
    public static bool IsWithin(string left, string right, int limit)
    {
        if (Math.Abs(left.Length - right.Length) > limit)
        {
            return false;
        }

        var distances = new int[left.Length + 1, right.Length + 1];
        for (var row = 0; row <= left.Length; row++)
        {
            for (var column = 0; column <= right.Length; column++)
            {
                distances[row, column] = Distance(row, column);
            }
        }

        return distances[left.Length, right.Length] <= limit;

        int Distance(int row, int column)
        {
            if (row == 0 || column == 0)
            {
                return row + column;
            }

            var replaced = distances[row - 1, column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1);
            var best = Math.Min(replaced, Math.Min(distances[row - 1, column], distances[row, column - 1]) + 1);
            var isSwap = row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1];
            return isSwap ? Math.Min(best, distances[row - 2, column - 2] + 1) : best;
        }
    }
}
