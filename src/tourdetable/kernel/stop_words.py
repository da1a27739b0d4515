"""Words that tell nothing of what a text is about, in the six languages, as `analyser` makes terms.

They are left out where terms are counted, never where somebody searches for them.
"""

from tourdetable.kernel.analyser import fold

_WORDS = """
a about above after again all also although always among an and any are as at be because been before
being between both but by can could did do does during each either every few for from further had
has have having he her here his how however i if in into is it its itself just may might more most
much must no nor not now of off on once only or other our out over own per same shall she should
since so some such than that the their them then there these they this those through thus to too
under until up upon us very was we were what when where whether which while who whom whose why will
with within without would yes you your

ai alors au aucun aussi autre aux avant avec avoir car ce cela celle celles celui ces cet cette ceux
chaque ci comme comment dans de depuis des donc dont du elle elles en encore entre est et etaient
etait etant ete etre eu eux fait font fut il ils je la le les leur leurs lors lui ma mais meme memes
mes moins mon ne ni non nos notre nous ont ou oui par parmi pas pendant peu peut peuvent plus pour
pourquoi qu quand que quel quelle quelles quels qui sa sans se sera ses si soit son sont sous sur ta
tandis tant te tel telle telles tels tes ton tous tout toute toutes tres tu un une vers voir vos
votre vous y

al algo alguna algunas alguno algunos ante antes asi aun aunque bajo bien cada casi como con contra
cual cuales cuando de del desde donde dos durante e el ella ellas ello ellos en entre era eran es
esa esas ese eso esos esta estan estar estas este esto estos fue fueron ha haber habia hacia han
hasta hay la las le les lo los mas me mediante mi mientras muy nada ni no nos nosotros o otra otras
otro otros para pero poco por porque pues que quien quienes se sea sean segun ser si sido sin sino
sobre son su sus tal tales tambien tampoco tan tanto todas todo todos tras tu un una unas uno unos y
ya

а без более бы был была были было быть в вам вас ведь весь во вот все всего всех вы где да даже для
до его ее ей если есть еще же за здесь и из или им их к как какой когда которая которого которое
которой котором которую которые который которых кто ли либо между менее мы на над не него нее ней
нет ни них но о об однако он она они оно от по под при про с со так также такие такой там то того
тоже той только том тот у уже хотя чего чем что чтобы эта эти этих это этого этой этом этот

إلى أن أو أي أيضا إذ إذا إن إنه أنها أنه التي الذي الذين اللذين بأن بعد بعض بل بما بها به بين تلك
تم ثم حتى حول حيث خلال دون ذلك ذات سوف عبر عدم على عليها عليه عن عند عندما غير فإن فقد فهي فهو في
فيما فيها فيه قبل قد كان كانت كل كما كذلك لا لأن لدى لذلك لكن لم لن لها لهم له لو ليس ما مثل مع من
منذ منها منه نحو هذا هذه هم هنا هناك هو هي وأن وإن وفي وقد وكان ولا ولم وما ومن وهو وهي يتم
"""
_OF_CHINESE = frozenset(
    "的了和是在与及对等为以也而或之其于将有不中上下我们他这那就都并由从被把向到个所"
)
"""A pair in which one of these stands is no word, or tells nothing."""


_TERMS = frozenset(fold(word) for word in _WORDS.split())


def is_stop_word(term: str) -> bool:
    """In any of the languages, for an answer mixes them."""
    return term in _TERMS or not _OF_CHINESE.isdisjoint(term)
