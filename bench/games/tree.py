"""Reads the trees of .efg files that this project writes, a node a line: for peers that have no reader of their own, and
to know in which order a file names its information sets."""

import re
from dataclasses import dataclass, field

HEAD = re.compile(r'EFG 2 R "(?:[^"\\]|\\.)*" \{(.*)\}')
TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"')
NODE = re.compile(r'([cpt]) "(?:[^"\\]|\\.)*" (.*)')


@dataclass(eq=False)
class Node:
    mover: int = -1  # -1: chance, or an end
    infoset: tuple = ()  # (player, number in the file)
    label: str = ""
    moves: list = field(default_factory=list)
    odds: list = field(default_factory=list)
    payoffs: list = field(default_factory=list)
    children: list = field(default_factory=list)


@dataclass
class Tree:
    players: list
    nodes: list  # in the order of the file

    def infosets(self):
        """player -> [(label, moves)], in the order in which the file first names them"""
        seen, found = set(), {player: [] for player in self.players}
        for node in self.nodes:
            if node.mover >= 0 and node.infoset not in seen:
                seen.add(node.infoset)
                found[self.players[node.mover]].append((node.label, node.moves))
        return found


def unquoted(text):
    return text.replace('\\"', '"')


def fraction(text):
    top, _, bottom = text.partition("/")
    return float(top) / float(bottom or 1)


def read_node(kind, rest):
    inside = rest[rest.index("{") + 1:rest.rindex("}")]
    if kind == "t":
        return Node(payoffs=[float(number) for number in inside.replace(",", " ").split()])
    names = list(map(unquoted, TEXT.findall(inside)))
    if kind == "c":
        return Node(moves=names, odds=[fraction(number) for number in TEXT.sub(" ", inside).split()])
    player, number = map(int, rest.split()[:2])
    label = unquoted(TEXT.search(rest)[1])
    return Node(mover=player - 1, infoset=(player, number), label=label or str(number), moves=names)


def read_tree(path):
    with open(path, encoding="utf-8") as lines:
        head = HEAD.match(next(lines))
        tree = Tree(list(map(unquoted, TEXT.findall(head[1]))), [])
        open_nodes = []
        for line in lines:
            match = NODE.match(line)
            if not match:
                continue
            node = read_node(match[1], match[2])
            if open_nodes:
                open_nodes[-1].children.append(node)
            tree.nodes.append(node)
            if node.moves:
                open_nodes.append(node)
            while open_nodes and len(open_nodes[-1].children) == len(open_nodes[-1].moves):
                open_nodes.pop()
    return tree
